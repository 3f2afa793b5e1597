-- what came of each identity over all loaded documents, in words
select
    identity_id,
    sum(evaluated) || ' evaluated in ' || count(*) filter (evaluated > 0) || ' of ' || count(*) || ' documents: '
    || sum(exact) || ' exact, '
    || sum(rounding) || ' rounding, '
    || sum(truncation) || ' truncation, '
    || sum(mismatch) || ' mismatch; '
    || sum(not_evaluable) || ' not evaluable'
    || coalesce(' (mostly ' || mode(not_evaluable_reason) || ')', '') as observed
from check_coverage
group by identity_id
