-- Open findings by identity and severity, those that another one explains included.
select identity_id, severity, count(*) as findings
from check_finding
where status = 'open'
group by identity_id, severity
order by identity_id, severity
