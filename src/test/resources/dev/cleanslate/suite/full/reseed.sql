-- the catalog as the shop sells it
insert into membership_packages (slug) values ('basic; cheap'), ('ultimate');
create function one() returns int language sql begin atomic select case when true then 1 end; end;
do $$ begin perform 1; end $$;
