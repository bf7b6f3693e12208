-- What a visitor sees first: every package on sale, cheapest first; the query itself takes well under 200 ms.

select count(*), min(price), (clock_timestamp() - statement_timestamp() < interval '200 milliseconds')::text
from membership_packages where is_active;
