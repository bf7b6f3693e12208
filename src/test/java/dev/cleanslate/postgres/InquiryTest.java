package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InquiryTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static final String SHOP = """
            CREATE SCHEMA "Odd one";
            CREATE DOMAIN "Odd one"."Share" AS numeric(5,2) CHECK (VALUE <= 100) NOT NULL;
            CREATE DOMAIN doc AS jsonb;
            CREATE TYPE color AS ENUM ('red', 'it''s');
            CREATE TABLE "Odd one"."T.1" (id int NOT NULL, short varchar(3), at timestamptz, share "Odd one"."Share",
              color color, tags text[], j jsonb, d doc, amount numeric(4,1), flag boolean, fixed char(2), raw bytea);
            CREATE TABLE child (a int, b int);
            INSERT INTO child VALUES (1, 2), (3, NULL), (NULL, NULL);
            """;
    private static final QualifiedName ODD = new QualifiedName("Odd one", "T.1");

    private static Question fits(String column, @Nullable String text) {
        return new Question.LiteralFits(ODD, column, text);
    }

    @Nested
    class Literals {

        private static final List<Question> YES = List.of(
                fits("id", "42"),
                fits("short", "it'"),
                fits("short", null),
                fits("at", "2026-01-01 10:00+02"),
                fits("share", "12.345"),
                fits("color", "it's"),
                fits("color", null),
                fits("tags", "{a,b}"),
                fits("j", "{\"a\": [1]}"),
                fits("d", "[]"),
                fits("amount", "0"),
                fits("flag", "true"),
                fits("raw", "\\x00"),
                fits("fixed", "a\\"));
        private static final List<Question> NO = List.of(
                fits("id", "many"),
                fits("id", null),
                fits("id", "99999999999"),
                fits("short", "four"),
                fits("at", "yesterday noonish"),
                fits("share", "101"),
                fits("share", null),
                fits("color", "blue"),
                fits("tags", "a,b"),
                fits("j", "{a}"),
                fits("d", "nix"),
                fits("amount", "1000"),
                fits("flag", "perhaps"),
                fits("fixed", "abc"),
                fits("nix", "1"),
                fits("short", "a\0"),
                fits("raw", "\\xzz"),
                new Question.LiteralFits(new QualifiedName("public", "nix"), "a", "1"));

        @ParameterizedTest
        @MethodSource(MAJORS)
        void that_fit_have_no_objection(int major) {
            try (PgSession session = TestDatabases.of(major).create(SHOP).admin()) {
                Answers answers = Inquiry.answer(session, YES);

                assertThat(YES)
                        .allSatisfy(question ->
                                assertThat(answers.objectionTo(question)).isEmpty());
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void that_do_not_fit_are_told_from_those_that_do(int major) {
            try (PgSession session = TestDatabases.of(major).create(SHOP).admin()) {
                List<Question> all = new ArrayList<>(YES);
                all.addAll(NO);
                Answers answers = Inquiry.answer(session, all);

                assertThat(YES)
                        .allSatisfy(question ->
                                assertThat(answers.objectionTo(question)).isEmpty());
                assertThat(NO)
                        .allSatisfy(question ->
                                assertThat(answers.objectionTo(question)).isPresent());
            }
        }
    }

    @Nested
    class Statements {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_answered_each_and_none_is_run(int major) {
            Question good = new Question.Parses("SELECT 1 FROM child WHERE a = 1 -- a comment");
            Question deleting = new Question.Parses("DELETE FROM child WHERE b > 0");
            Question unknown = new Question.Parses("SELECT 1 FROM child WHERE (nix)");
            Question parameter = new Question.Parses("SELECT 1 FROM child WHERE a = $1");
            Question smuggling = new Question.Parses("SELECT 1; DELETE FROM child");
            Question half = new Question.Parses("SELECT 'x");
            Question otherHalf = new Question.Parses("y'; DELETE FROM child; SELECT 'z");
            try (PgSession session = TestDatabases.of(major).create(SHOP).admin()) {
                assertThat(Inquiry.answer(session, List.of(good, deleting)).objections())
                        .containsEntry(good, Optional.empty())
                        .containsEntry(deleting, Optional.empty());
                Answers answers = Inquiry.answer(
                        session, List.of(good, unknown, parameter, smuggling, half, otherHalf, deleting));

                assertThat(answers.objectionTo(good)).isEmpty();
                assertThat(answers.objectionTo(deleting)).isEmpty();
                assertThat(answers.objectionTo(unknown))
                        .hasValueSatisfying(said -> assertThat(said).contains("\"nix\""));
                assertThat(List.of(parameter, smuggling, half, otherHalf))
                        .allSatisfy(question ->
                                assertThat(answers.objectionTo(question)).isPresent());
                assertThat(session.query("SELECT * FROM child")).hasSize(3);
                assertThat(session.query("SELECT * FROM pg_prepared_statements"))
                        .isEmpty();
                assertThat(session.inTransaction()).isFalse();
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_answered_within_an_open_transaction_which_goes_on(int major) {
            try (PgSession session = TestDatabases.of(major).create(SHOP).admin()) {
                session.begin(Isolation.READ_COMMITTED, false);
                session.execute("DELETE FROM child WHERE a = 1");
                Question unknown = new Question.Parses("SELECT nix");
                assertThat(Inquiry.answer(session, List.of(unknown, fits("id", "x")))
                                .objections()
                                .values())
                        .allMatch(Optional::isPresent);
                session.commit();
                assertThat(session.query("SELECT * FROM child")).hasSize(2);
            }
        }
    }

    @Nested
    class References {

        private static final QualifiedName CHILD = new QualifiedName("public", "child");

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_counted_where_every_column_of_the_key_is_set(int major) {
            Question single = new Question.NoneRefer(CHILD, List.of("a"));
            Question both = new Question.NoneRefer(CHILD, List.of("a", "b"));
            Question empty = new Question.NoneRefer(ODD, List.of("id"));
            Question wrong = new Question.NoneRefer(CHILD, List.of("nix"));
            try (PgSession session = TestDatabases.of(major).create(SHOP).admin()) {
                Answers answers = Inquiry.answer(session, List.of(single, both, empty));
                assertThat(answers.objectionTo(single)).contains("2 rows of child do, such as (a) = (1)");
                assertThat(answers.objectionTo(both)).contains("1 row of child do, such as (a, b) = (1, 2)");
                assertThat(answers.objectionTo(empty)).isEmpty();

                Answers withWrong = Inquiry.answer(session, List.of(single, wrong));
                assertThat(withWrong.objectionTo(single)).isEqualTo(answers.objectionTo(single));
                assertThat(withWrong.objectionTo(wrong)).isPresent();
            }
        }
    }
}
