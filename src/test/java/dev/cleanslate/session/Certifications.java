package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A shop that was reset, certified, and what its certification says. */
final class Certifications {

    private Certifications() {}

    static Ran certify(Playground shop) {
        return shop.run(shop.invocation(Command.CERTIFY, Optional.empty()));
    }

    static Playground reset(Path folder) {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        assertThat(shop.reset().outcome()).isEqualTo("passed");
        return shop;
    }

    /** The same, and marked as the target's database before. */
    static Playground marked(Path folder) {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        try (PgSession session = shop.database.admin()) {
            session.begin(Isolation.READ_COMMITTED, false);
            Marker.ofThis(session, "test").write(session);
            session.commit();
        }
        assertThat(shop.reset().outcome()).isEqualTo("passed");
        return shop;
    }

    static String verdict(Ran ran) {
        return ran.record().at("/certification/verdict").asString();
    }

    static List<String> inTheWay(Ran ran) {
        return StreamSupport.stream(ran.record().at("/certification/inTheWay").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /** State and what it rests on. */
    static String item(Ran ran, String what) {
        return StreamSupport.stream(ran.record().at("/certification/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("items").spliterator(), false))
                .filter(item -> item.get("what").asString().equals(what))
                .map(item ->
                        item.get("state").asString() + ": " + item.get("rests").asString())
                .findFirst()
                .orElse("no item " + what);
    }

    /** One thing in the way, and no certificate for it. */
    static void refusedFor(Ran ran, String... words) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(1);
        assertThat(verdict(ran)).isEqualTo("not-certified");
        assertThat(inTheWay(ran)).hasSize(1);
        assertThat(inTheWay(ran).get(0)).contains(words);
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
    }

    static Playground waived(Playground shop, String finding, String until) {
        return shop.suite(Playground.SUITE + """
                scan:
                  waivers: [ { finding: "%s", owner: ops, reason: "price list of the season", expires: %s } ]
                """.formatted(finding, until));
    }
}
