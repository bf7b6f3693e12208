-- Four pages without a row: totals of zero and no first page of anything. The dashboard has no other source.

select d.users, d.sessions, d.revenue::numeric(10,0), d.open_reports,
       (select count(*) from (select from sessions order by started_at desc, id desc limit 20) as page)
from dashboard d;
