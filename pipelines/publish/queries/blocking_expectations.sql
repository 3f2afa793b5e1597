-- The expectations that decide whether a warehouse may be published.
select suite, expectation, success, observed
from check_expectation
where is_blocking
order by suite, expectation
