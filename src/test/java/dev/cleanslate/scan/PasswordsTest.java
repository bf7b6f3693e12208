package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.scan.Passwords.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    /** Of "changeme", "Seeded!2031" and a password that nobody tries. */
    private static final String CHANGEME = "$2b$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O";

    private static final String HUGE =
            "$argon2id$v=19$m=4194304,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    private static final String SLOW = "$2b$14$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3P";

    private static Account account(String key, String stored, String... names) {
        return new Account(List.of(key), stored, List.of(names));
    }

    private static List<String> keys(Passwords.Outcome outcome) {
        return outcome.open().stream().map(a -> a.key().get(0)).sorted().toList();
    }

    @Test
    void opensWhatEverybodyTriesAndWhatTheSuiteListsAndItsOwnName() {
        Passwords passwords = new Passwords(List.of("Seeded!2031"), Optional.empty(), () -> false);

        Passwords.Outcome outcome = passwords.tryAll(List.of(
                account("1", CHANGEME),
                account("2", "Seeded!2031"),
                account("3", "anna.r", "anna.r@firma.de", "anna.r"),
                account("4", "correct horse"),
                account("5", "$unknown$x")));

        assertThat(keys(outcome)).containsExactly("1", "2", "3");
        assertThat(outcome.tried()).isEqualTo(4);
        assertThat(outcome.unknown()).isEqualTo(1);
        assertThat(outcome.unfinished()).isZero();
    }

    @Test
    void leavesAloneWhatDemandsTooMuch() {
        Passwords passwords = new Passwords(List.of(), Optional.empty(), () -> false);

        Passwords.Outcome outcome = passwords.tryAll(List.of(
                account("1", HUGE),
                account("2", "$2b$31$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O"),
                account("4", "$argon2id$v=19$m=8,t=1,p=90000$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
                account("3", "test")));

        assertThat(outcome.tooCostly()).isEqualTo(3);
        assertThat(keys(outcome)).containsExactly("3");
    }

    @Test
    void countsWhatTimeDidNotSufficeForAndTriesTheCheapestFirst() {
        Passwords passwords = new Passwords(List.of(), Optional.of(Duration.ofMillis(300)), () -> false);
        List<Account> accounts = new java.util.ArrayList<>(
                IntStream.range(0, 40).mapToObj(i -> account("s" + i, SLOW)).toList());
        accounts.add(account("cheap", "test"));

        Passwords.Outcome outcome = passwords.tryAll(accounts);

        assertThat(keys(outcome)).containsExactly("cheap");
        assertThat(outcome.unfinished()).isEqualTo(40);
        assertThat(passwords.tryAll(List.of(account("later", SLOW))).unfinished())
                .isEqualTo(1);
    }

    @Test
    void isNotTriedAgainWhatWasTriedToTheEndBefore() {
        List<Account> accounts = List.of(account("1", CHANGEME), account("2", CHANGEME.replace("$04$", "$08$")));
        Passwords rehearsal = new Passwords(List.of("once"), Optional.empty(), () -> false);
        Passwords reset = new Passwords(List.of("once"), Optional.of(Duration.ofNanos(1)), () -> false);
        Passwords others = new Passwords(List.of("once", "more"), Optional.of(Duration.ofNanos(1)), () -> false);

        assertThat(rehearsal.tryAll(accounts).unfinished()).isZero();
        Passwords.Outcome again = reset.tryAll(accounts);

        assertThat(again.unfinished()).isZero();
        assertThat(keys(again)).containsExactly("1");
        assertThat(others.tryAll(accounts).unfinished()).isEqualTo(1);
    }

    @Test
    void showsNothingOfWhatItTries() {
        assertThat(account("1", CHANGEME, "anna").toString()).isEqualTo("Account[1]");
    }
}
