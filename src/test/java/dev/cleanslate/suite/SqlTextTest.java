package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @Nested
    class AnExpression {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "role = 'admin'",
                    "name = 'a;b' and \"odd;name\" = E'it\\'s; fine' or x = $tag$ ; ( $tag$",
                    "id in (select id from t /* ( ; /* nested ; */ ) */ where true) -- the rest",
                    "U&'d\\0061t;a' = u&\"d;x\" and b = B'01' and n = N'x;'",
                    "note = 'it''s; two'",
                    "path = 'C:\\' or true",
                    "price$x = 1",
                    "E'a'\n -- between\n 'b\\'; c' = x",
                    "data ? 'key' and data @> '{\"a\": 1}'",
                })
        void mayHoldAnythingInsideQuotesAndComments(String sql) {
            assertThat(SqlText.faultAsExpression(sql)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true; delete from users             | it holds a semicolon
            true;                               | it holds a semicolon
            ;                                   | it is empty
            -- nothing                          | it is empty
            (id = 1                             | a parenthesis is not closed
            id = 1)                             | a parenthesis is closed that was never opened
            true) or (true                      | a parenthesis is closed that was never opened
            (true; true)                        | it holds a semicolon
            name = 'open                        | a text in quotes is not closed
            name = E'open\\'                    | a text in quotes is not closed
            "open                               | a quoted name is not closed
            $a$ open $b$                        | a text between dollar signs is not closed
            true /* open /* */                  | a comment is not closed
            'C:\\'; drop table users; --'       | it holds a semicolon
            somee'\\'; drop table users; --'    | it holds a semicolon
            x$$; drop$$                         | it holds a semicolon
            """)
        void isRefusedWithTheReason(String sql, String reason) {
            assertThat(SqlText.faultAsExpression(sql.replace("\\\\", "\\"))).contains(reason);
        }

        @Test
        void isRefusedWithANulCharacterOrWithNothingInIt() {
            assertThat(SqlText.faultAsExpression("a\0b")).contains("a NUL character stands in it");
            assertThat(SqlText.faultAsExpression(" \n")).contains("it is empty");
        }
    }

    @Nested
    class AQuery {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select 1",
                    "SELECT 1 ; -- done",
                    "with a as (select 1) table a",
                    "values (1), (2)",
                    "(select 1) union (select 2)",
                    "/* why */ select delete, \"update\" from t where (update) is null",
                    "select 1 as into",
                })
        void mayBeOneReadingStatement(String sql) {
            assertThat(SqlText.faultAsQuery(sql)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select 1; select 2                                    | more than one statement
            select 1;;                                            | a semicolon too many
            ; select 1                                            | begins with a semicolon
            delete from users                                     | does not begin with SELECT
            explain select 1                                      | does not begin with SELECT
            with gone as (delete from users returning *) table gone | holds DELETE
            with x as (update users set a = 1 returning a) table x  | holds UPDATE
            with x as (insert into t values (1) returning 1) table x | holds INSERT
            select * into copy from users                         | holds INTO
            select (1                                             | a parenthesis is not closed
            --                                                    | it is empty
            """)
        void isRefusedWithTheReason(String sql, String reason) {
            assertThat(SqlText.faultAsQuery(sql).orElse("nothing")).contains(reason);
        }
    }

    @Nested
    class AScript {

        @Test
        void isSplitWhereItsStatementsEnd() {
            String sql = """
                -- first
                insert into t values ('a;b');

                create function f() returns int language sql begin atomic
                  select case when true then 1 else 2 end;
                  select 2;
                end;
                create rule r as on insert to t do also (select 1; select 2);
                do $$ begin commit; end $$; select 1 -- last
                """;
            List<StatementSpan> spans = SqlText.statements(sql);
            assertThat(spans).extracting(StatementSpan::line).containsExactly(2, 4, 8, 9, 9);
            assertThat(spans.get(0).text()).isEqualTo("insert into t values ('a;b')");
            assertThat(spans.get(1).text()).startsWith("create function").endsWith("end");
            assertThat(spans.get(4).text()).isEqualTo("select 1");
            assertThat(spans)
                    .allSatisfy(
                            s -> assertThat(sql.substring(s.start(), s.end())).isEqualTo(s.text()));
            assertThat(SqlText.faultsAsScript(sql)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "begin",
                    "BEGIN WORK",
                    "start transaction",
                    "commit and chain",
                    "end",
                    "rollback to a",
                    "abort",
                    "savepoint a",
                    "release a",
                    "prepare transaction 'x'",
                    "commit prepared 'x'",
                    "rollback prepared 'x'",
                    "set transaction isolation level serializable",
                    "set local transaction read only",
                    "set session characteristics as transaction read only",
                    "set session transaction read only",
                    "set session_replication_role = replica",
                    "set local session_replication_role to replica",
                    "vacuum t",
                    "create database x",
                    "drop database x",
                    "alter system set a = 1",
                    "create unique index concurrently i on t (a)",
                    "drop index concurrently i",
                    "reindex table concurrently t",
                    "discard all",
                    "copy t from stdin",
                    "copy t (a, b) to stdout with (format csv)",
                    "\\copy t from 'x'",
                    "\\i x",
                })
        void mayNotEndBeginOrEscapeTheTransaction(String statement) {
            assertThat(SqlText.faultsAsScript("select 1;\n/* here */ " + statement + ";"))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.line()).isEqualTo(2));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "set constraints all deferred",
                    "set local statement_timeout = 0",
                    "set session authorization x",
                    "prepare p as select 1",
                    "create index i on t (a)",
                    "copy t from 'x.csv'",
                    "select 1 as begin",
                    "create table begin (commit int)",
                    "alter table t set (fillfactor = 10)",
                    "discard plans",
                })
        void mayDoTheRest(String statement) {
            assertThat(SqlText.faultsAsScript(statement)).isEmpty();
        }

        @Test
        void isToldOfEveryFaultAtOnce() {
            assertThat(SqlText.faultsAsScript("begin;\nselect 1;\ncommit;\nselect '"))
                    .extracting(SqlText.ScriptFault::line)
                    .containsExactly(1, 3, 4);
        }

        @Test
        void cannotHideACommitBehindABody() {
            String hidden = "create function f() returns int begin atomic select 1 as case; end; commit; select 1";
            assertThat(SqlText.faultsAsScript(hidden))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.what()).startsWith("COMMIT"));
            assertThat(SqlText.faultsAsScript("select 1 as begin, 2 as atomic; commit"))
                    .hasSize(1);
            assertThat(SqlText.faultsAsScript("create function f(begin atomic) returns int as 'x'; commit"))
                    .hasSize(1);
        }

        @Test
        void mayNotBeEmpty() {
            assertThat(SqlText.faultsAsScript("-- nothing\n;;"))
                    .extracting(SqlText.ScriptFault::what)
                    .containsExactly("it holds no statement");
        }

        @Test
        void ofManyMegabytesIsSplitInReasonableMemory() {
            String sql = "insert into t values (1, 'a', now());\n".repeat(50_000);
            assertThat(SqlText.statements(sql))
                    .hasSize(50_000)
                    .last()
                    .extracting(StatementSpan::line)
                    .isEqualTo(50_000);
        }
    }
}
