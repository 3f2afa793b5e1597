-- The expenditure amounts of current documents, the ground of the views by subject. One row a printed amount;
-- superseded documents, documents in quarantine, printed increases or decreases, and amounts that OCR has read and no
-- identity confirms (v_unconfirmed) are left out. The same money is
-- printed in several tables: for sums use the views by subject.
select
    fact_expenditure.*,
    coalesce(
        document.unit_id = fact_expenditure.unit_id
            and document.fiscal_year = fact_expenditure.fiscal_year
            and document.stage = fact_expenditure.stage,
        false
    ) as is_own,
    document.modified
from fact_expenditure
join document using (document_id)
where document.status = 'loaded'
    and fact_expenditure.amount_kind = 'amount'
    and (
        fact_expenditure.ocr_confidence is null
        or fact_expenditure.fact_id in (select fact_id from check_ocr_amount where is_confirmed)
    )
