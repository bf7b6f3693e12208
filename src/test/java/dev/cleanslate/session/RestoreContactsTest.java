package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom to call when a restore does not come to its end. */
class RestoreContactsTest {

    private static final int MAJOR = 15;
    private static final String CONTACTS = "contacts: [ { name: the DBA on call, phone: \"+000 555 0100\" } ]\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    /** Not executed, so refused; that is enough to be told whom to call. */
    private static Ran refused(PutBackShop there) {
        Ran ran = there.restore(there.wish(), Optional.empty());
        assertThat(ran.exitCode()).isEqualTo(3);
        return ran;
    }

    @Test
    void areThoseOfTheSuiteAndWithoutItThoseOfTheLastRunThatHadSome() throws IOException {
        PutBackShop there = PutBackShop.of(MAJOR, folder);
        there.shop().suite(Playground.SUITE + CONTACTS);

        Ran withSuite = refused(there);

        assertThat(withSuite.record().at("/contacts/0/name").asString()).isEqualTo("the DBA on call");
        assertThat(Files.readString(withSuite.folder().resolve("report.html"))).contains("+000 555 0100");
        there.shop().suite("suite: shop\nphasess: [\n");

        Ran without = refused(there);

        assertThat(without.record().at("/contacts/0/name").asString()).isEqualTo("the DBA on call");
    }

    @Test
    void areNoneWhereNobodyEverNamedAny() {
        assertThat(refused(PutBackShop.of(MAJOR, folder)).record().get("contacts"))
                .isEmpty();
    }
}
