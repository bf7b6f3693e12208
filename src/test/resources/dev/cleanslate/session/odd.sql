CREATE SCHEMA "no";
CREATE SCHEMA a;
CREATE SCHEMA "a.b";
CREATE SCHEMA "Größe";
CREATE SCHEMA pgboss;

CREATE TABLE users (id int PRIMARY KEY, email text, "referred by" int REFERENCES users ON DELETE SET NULL);
CREATE TABLE "no".users (id int PRIMARY KEY, email text, twin int REFERENCES public.users DEFERRABLE);
ALTER TABLE users ADD twin int REFERENCES "no".users DEFERRABLE;
CREATE TABLE "on" (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users ON DELETE CASCADE);
CREATE TABLE "null" (id int PRIMARY KEY, user_id int REFERENCES "no".users);
CREATE TABLE "123" (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users);
CREATE TABLE "-dash #no: *star" (id int PRIMARY KEY, "on" int NOT NULL REFERENCES "on" ON DELETE CASCADE);
CREATE TABLE "say ""hi"" it's" (id int PRIMARY KEY, who int NOT NULL REFERENCES users);
CREATE TABLE " lead and trail " (id int PRIMARY KEY, who int NOT NULL REFERENCES users);
CREATE TABLE "back\slash" (id int PRIMARY KEY);
CREATE TABLE "日本語 😀" (id int PRIMARY KEY, who int NOT NULL REFERENCES users);
CREATE TABLE "Größe"."Größe" (id int PRIMARY KEY);
CREATE TABLE "Größe"."~" (id int PRIMARY KEY, size int NOT NULL REFERENCES "Größe"."Größe");
-- Names that read as each other: the bare name of one is the full name of the next.
CREATE TABLE "a.b" (id int PRIMARY KEY, who int NOT NULL REFERENCES users);
CREATE TABLE a.b (id int PRIMARY KEY);
CREATE TABLE "no".b (id int PRIMARY KEY, who int NOT NULL REFERENCES users);
CREATE TABLE "a.b".c (id int PRIMARY KEY);
CREATE TABLE a."b.c" (id int PRIMARY KEY);
-- Names that no suite can hold.
CREATE TABLE U&"tab\0009bed" (id int PRIMARY KEY);
-- One that needs its schema to be seen.
CREATE TABLE " " (id int PRIMARY KEY);

CREATE TABLE pgboss.job (id int);
CREATE TABLE pgboss.version (version int);
CREATE TABLE schema_migrations (version text);

CREATE TABLE events (id int, day date NOT NULL, kind text NOT NULL, who int REFERENCES users) PARTITION BY LIST (kind);
CREATE TABLE "events of a kind" PARTITION OF events FOR VALUES IN ('a') PARTITION BY RANGE (day);
CREATE TABLE events_a_2026 PARTITION OF "events of a kind" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE events_other PARTITION OF events DEFAULT;

CREATE TABLE vessels (id int, name text);
CREATE TABLE "order" (made_at timestamptz DEFAULT now(), who int NOT NULL REFERENCES users) INHERITS (vessels);

-- Stays, and has to let go of a person first; what touches it must be off meanwhile.
CREATE TABLE product_types (id int PRIMARY KEY, "made by" int REFERENCES users ON DELETE SET NULL, at timestamptz);
CREATE TABLE products (id int PRIMARY KEY, type int NOT NULL REFERENCES product_types);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nobody switched me off'; END $$;
CREATE TRIGGER "on" BEFORE UPDATE ON product_types FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER "told.you: so" BEFORE DELETE OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tell();
CREATE TRIGGER "told.you: so" BEFORE DELETE ON products FOR EACH ROW EXECUTE FUNCTION tell();
CREATE TRIGGER told BEFORE DELETE ON "no".users FOR EACH STATEMENT EXECUTE FUNCTION tell();
CREATE TRIGGER told BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION tell();
CREATE VIEW everybody AS SELECT email FROM users;
CREATE MATERIALIZED VIEW "Who: all" AS SELECT email FROM users;

INSERT INTO users SELECT g, 'u' || g || '@example.com', nullif(g - 1, 0) FROM generate_series(1, 20) g;
INSERT INTO "no".users SELECT g, 'n' || g || '@example.com', g FROM generate_series(1, 20) g;
INSERT INTO "on" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "null" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "123" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "-dash #no: *star" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "say ""hi"" it's" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO " lead and trail " SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "back\slash" SELECT g FROM generate_series(1, 9) g;
INSERT INTO "日本語 😀" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "Größe"."Größe" SELECT g FROM generate_series(1, 9) g;
INSERT INTO "Größe"."~" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "a.b" SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO a.b SELECT g FROM generate_series(1, 9) g;
INSERT INTO "no".b SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO "a.b".c SELECT g FROM generate_series(1, 9) g;
INSERT INTO a."b.c" SELECT g FROM generate_series(1, 9) g;
INSERT INTO pgboss.job SELECT g FROM generate_series(1, 9) g;
INSERT INTO pgboss.version VALUES (24);
INSERT INTO schema_migrations VALUES ('1');
INSERT INTO events SELECT g, date '2026-01-01' + g, CASE g % 2 WHEN 0 THEN 'a' ELSE 'b' END, g FROM generate_series(1, 9) g;
INSERT INTO vessels VALUES (1, 'old');
INSERT INTO "order" (id, name, who) SELECT g, 'new', g FROM generate_series(1, 9) g;
INSERT INTO product_types SELECT g, g FROM generate_series(1, 3) g;
INSERT INTO products SELECT g, 1 + g % 3 FROM generate_series(1, 5) g;
