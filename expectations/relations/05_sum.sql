-- Sums along rows and down columns, in the shape that an identity returns. Ends of intervals are added one by one.

-- The excuse of a sum that fails: a cell of its row or column, or a whole row or column of its form, is unread.
create or replace temp macro reads_all(is_row_unread, is_column_unread) as not is_row_unread and not is_column_unread;

-- Where in a form a comparison was made, for people: "20805 / general_public / basic".
create or replace temp macro row_name(line_item, unit_id, form_unit_id, function_code, economic_code, government_code) as
    case
        when function_code || economic_code || government_code <> ''
            then array_to_string(list_filter([function_code, economic_code, government_code], lambda code: code <> ''), '+')
        else line_item
    end
    || case when unit_id = form_unit_id then '' else ' @ ' || unit_id end;

create or replace temp macro column_name(funding, category, fiscal_year, stage, form_year, form_stage, instance_label) as
    ' / ' || funding
    || ' / ' || category
    || case when fiscal_year = form_year then '' else ' / ' || fiscal_year end
    || case when stage = form_stage then '' else ' / ' || stage end
    || instance_label;
