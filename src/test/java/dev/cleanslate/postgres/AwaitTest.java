package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

    @Test
    void looks_again_until_it_is_so() {
        var looks = new AtomicInteger();

        Await.until("the third look", Duration.ofMinutes(1), () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }

    @Test
    void takes_what_a_look_throws_for_not_yet() {
        var looks = new AtomicInteger();

        Await.passes("the second look", Duration.ofMinutes(1), () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("starting up");
            }
        });

        assertThat(looks).hasValue(2);
    }

    @Test
    void says_what_did_not_come_and_why() {
        assertThatThrownBy(() -> Await.passes("the server", Duration.ZERO, () -> {
                    throw new IllegalStateException("starting up");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited 0 s for the server: starting up")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
