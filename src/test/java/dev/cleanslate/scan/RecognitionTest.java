package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {

    private static Optional<Recognised> of(String table, String column, String type, Sample sample) {
        return Recognition.of(
                table,
                new Column(column, type, false, Optional.empty(), Identity.NONE, false, Optional.empty()),
                sample);
    }

    @Nested
    class ByName {

        @ParameterizedTest
        @CsvSource({
            "users, email, text, EMAIL",
            "users, EmailAddress, character varying(255), EMAIL",
            "kunden, e_mail, text, EMAIL",
            "clientes, correo_electronico, text, EMAIL",
            "users, user_name, citext, USER_NAME",
            "users, login, text, USER_NAME",
            "users, name, text, PERSON_NAME",
            "products, name, text, LABEL",
            "users, firstName, text, PERSON_NAME",
            "kunden, nachname, text, PERSON_NAME",
            "clients, prénom, text, PERSON_NAME",
            "клиенты, фамилия, text, PERSON_NAME",
            "users, mobile_number, text, PHONE",
            "kunden, telefonnummer, text, PHONE",
            "users, password_digest, text, PASSWORD_HASH",
            "posts, description, text, FREE_TEXT",
            "users, avatar_url, text, URL",
            "logs, ip_address, text, IP_TEXT",
            "logs, ip, inet, IP",
            "cards, card_number, text, CARD",
            "payments, stripe_customer_id, text, EXTERNAL_ID",
            "users, id, uuid, UUID",
            "users, created_at, timestamp with time zone, CREATED",
            "kunden, erstellt_am, timestamp without time zone, CREATED",
            "usuarios, fecha_creacion, timestamp(3) without time zone, CREATED",
            "users, updatedAt, timestamp with time zone, UPDATED",
            "orders, total_amount, 'numeric(10,2)', MONEY",
            "orders, total, integer, MONEY",
            "orders, order_total, 'numeric(10,2)', MONEY",
            "orders, total_due, 'numeric(10,2)', MONEY",
            "reports, total_sales, 'numeric(12,2)', MONEY",
            "invoices, totalTaxes, bigint, MONEY",
            "orders, subtotal, integer, MONEY",
            "places, latitude, double precision, LATITUDE",
            "places, geo_lng, 'numeric(9,6)', LONGITUDE"
        })
        void alone(String table, String column, String type, Kind kind) {
            assertThat(of(table, column, type, Sample.NONE))
                    .map(Recognised::kind)
                    .contains(kind);
        }

        @ParameterizedTest
        @CsvSource({
            "users, id, integer",
            "users, email_verified, boolean",
            "users, expires_at, timestamp with time zone",
            "users, birthday, date",
            "users, emails, text[]",
            "users, status, text",
            "users, photo, bytea",
            "places, plate, text",
            "packages, classes_total, integer",
            "events, total_seats, integer",
            "events, totalGuests, bigint",
            "imports, rows_total, bigint",
            "imports, total_row, bigint",
            "parcels, total_weight, 'numeric(8,2)'",
            "products, price_count, integer",
            "kurse, total_plaetze, integer",
            "flats, lat, text"
        })
        void notWhatNoDetectorHasASayOn(String table, String column, String type) {
            assertThat(of(table, column, type, Sample.NONE)).isEmpty();
        }
    }

    @Nested
    class ByValues {

        private final Sample mails = new Sample(200, 196, 0, 0, 0, 0, 0, 0, 0, 22);
        private final Sample prose = new Sample(200, 0, 0, 0, 0, 0, 0, 0, 0, 120);
        private final Sample words = new Sample(200, 0, 0, 0, 0, 0, 0, 0, 0, 9);

        @Test
        void whereTheNameSaysNothing() {
            assertThat(of("t", "c7", "text", mails)).hasValueSatisfying(found -> {
                assertThat(found.kind()).isEqualTo(Kind.EMAIL);
                assertThat(found.reason()).isEqualTo("196 of 200 values look like it");
            });
        }

        @Test
        void whereTheNameSaysSomethingElse() {
            assertThat(of("users", "login", "text", mails))
                    .map(Recognised::kind)
                    .contains(Kind.USER_NAME);
            assertThat(of("users", "phone", "text", mails))
                    .map(Recognised::kind)
                    .contains(Kind.EMAIL);
        }

        @Test
        void againstANameThatPromisesTooMuch() {
            assertThat(of("mails", "email_subject", "text", words)).isEmpty();
            assertThat(of("mails", "email_body", "text", prose))
                    .map(Recognised::kind)
                    .contains(Kind.FREE_TEXT);
        }

        @Test
        void butNotOnTheStrengthOfAFew() {
            Sample few = new Sample(3, 0, 0, 0, 0, 0, 0, 0, 0, 9);
            assertThat(of("users", "email", "text", few)).map(Recognised::kind).contains(Kind.EMAIL);
        }

        @Test
        void withTheShareAsAFurtherReason() {
            assertThat(of("users", "email", "text", mails))
                    .map(Recognised::reason)
                    .contains("its name says so, and 196 of 200 values look like it");
        }
    }
}
