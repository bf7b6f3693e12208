package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.rehearsal.Origin.Characters;
import dev.cleanslate.rehearsal.Origin.Extension;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Target.Rehearsal;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Wishes in a line: of a source that nobody has to start, since only its facts are asked for. */
record Wishes(Origin origin, Rehearsal said, String database, DatabaseUrl source, Optional<DatabaseUrl> external) {

    static final Characters PLAIN = new Characters("UTF8", "c", "C", "C.UTF-8", "", "");

    static Wishes of(int major) {
        return new Wishes(
                new Origin(major, PLAIN, List.of(new Extension("plpgsql", "1.0"))),
                Rehearsal.ANYWHERE,
                "gym copy",
                DatabaseUrl.parse("postgresql://nobody@127.0.0.1:1/gym", Map.of()),
                Optional.empty());
    }

    Wishes on(On on) {
        return said(new Rehearsal(
                Optional.of(on), said.url(), said.holdsData(), said.image(), said.waiveExtensions(), said.maxAge()));
    }

    Wishes image(String image) {
        return said(new Rehearsal(
                said.on(), said.url(), said.holdsData(), Optional.of(image), said.waiveExtensions(), said.maxAge()));
    }

    Wishes holdingData() {
        return said(new Rehearsal(said.on(), said.url(), true, said.image(), said.waiveExtensions(), said.maxAge()));
    }

    Wishes waiving(String... extensions) {
        List<Mention> waived = Stream.of(extensions)
                .map(name -> new Mention(name, Place.of("targets.yaml")))
                .toList();
        return said(new Rehearsal(said.on(), said.url(), said.holdsData(), said.image(), waived, said.maxAge()));
    }

    Wishes needing(Extension... extensions) {
        return origin(new Origin(origin.major(), origin.characters(), List.of(extensions)));
    }

    Wishes storing(Characters characters) {
        return origin(new Origin(origin.major(), characters, origin.extensions()));
    }

    Wishes named(String database) {
        return new Wishes(origin, said, database, source, external);
    }

    Wishes from(DatabaseUrl source) {
        return new Wishes(origin, said, database, source, external);
    }

    Wishes at(DatabaseUrl external) {
        return new Wishes(origin, said, database, source, Optional.of(external));
    }

    Throwaway start() {
        return Throwaways.start(new Wish(source, origin, database, said, external), progress -> {});
    }

    private Wishes said(Rehearsal said) {
        return new Wishes(origin, said, database, source, external);
    }

    private Wishes origin(Origin origin) {
        return new Wishes(origin, said, database, source, external);
    }
}
