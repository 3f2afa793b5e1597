"""What Dagster shows of the canary: how far the engines for PDF agree, a check that warns, a word to the addresses."""

from collections.abc import Mapping, Sequence

import dagster as dg

from pipelines.load.canary import Agreement
from pipelines.publish.alerts import DeliveryFailed, alert_disagreement

ENGINES_AGREE = dg.AssetCheckSpec(
    "engines_agree",
    asset="document",
    description="两种 PDF 引擎读数一致\n\nOn the pages that both engines for PDF have read, they read the same.",
)


def canary_metadata(agreement: Agreement) -> Mapping[str, int | float]:
    """PDFs and pages that both engines read in this run, and the share of pages on which they agree."""
    counted: dict[str, int | float] = {"canary_documents": agreement.documents, "canary_pages": agreement.pages}
    return counted if agreement.share is None else counted | {"canary_agreement": agreement.share}


def canary_result(agreement: Agreement, least: float) -> dg.AssetCheckResult:
    """Passed if nothing was compared: small runs may hold no canary. It warns and never blocks."""
    share = agreement.share
    said = "no PDF of this run was read by both engines"
    if share is not None:
        said = (
            f"the engines for PDF agree on {share:.2%} of {agreement.pages} pages in {agreement.documents} documents; "
            f"at least {least:.2%} is asked for (setting canary.agreement)"
        )
    return dg.AssetCheckResult(
        asset_key=ENGINES_AGREE.asset_key,
        check_name=ENGINES_AGREE.name,
        passed=share is None or share >= least,
        severity=dg.AssetCheckSeverity.WARN,
        description=said,
        metadata=canary_metadata(agreement),
    )


def tell_disagreement(context: dg.AssetExecutionContext, urls: Sequence[str], said: str) -> None:
    """Tell every alert address; what cannot be delivered is logged, for the documents have been read all the same."""
    context.log.warning(said)
    try:
        alert_disagreement(urls, said)
    except DeliveryFailed as error:
        context.log.error(str(error))
