package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyTest {

    @TempDir
    Path folder;

    private Ran certify(Playground shop) {
        return shop.run(shop.invocation(Command.CERTIFY, Optional.empty()));
    }

    private Playground reset() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        assertThat(shop.reset().outcome()).isEqualTo("passed");
        return shop;
    }

    @Test
    void a_database_as_its_reset_left_it_is_certified_and_the_chain_can_be_verified() {
        Playground shop = reset();

        Ran ran = certify(shop);

        System.out.println(ran.record().toPrettyString());
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.record().at("/certification/verdict").asString()).isEqualTo("certified");
        assertThat(Files.exists(ran.folder().resolve("certificate.json"))).isTrue();
        Verification chain = Verification.ofChain(List.of(ran.folder().normalize()), Optional.empty());
        chain.items().forEach(System.out::println);
        assertThat(chain.exitCode()).isZero();
    }
}
