package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.VALUE;

import java.util.List;
import java.util.Set;

/** Addresses and times where nothing happens. {@code {o}} is the other coordinate, {@code {tomorrow}} a day after the server's time. */
final class PlaceDetectors {

    private static final List<String> URLS = List.of(
            "http://localhost",
            "https://localhost",
            "http://127.0.0.1",
            "https://127.0.0.1",
            "http://example.com",
            "http://example.org",
            "http://example.net",
            "https://example.com",
            "https://example.org",
            "https://example.net",
            "http://www.example.",
            "https://www.example.",
            "https://via.placeholder.com",
            "https://placehold.co",
            "https://placekitten.com",
            "https://picsum.photos",
            "https://dummyimage.com",
            "https://loremflickr.com",
            "https://i.pravatar.cc",
            "https://robohash.org",
            "https://cdn.fakerjs",
            "https://cdn.fakercloud.com",
            "https://randomuser.me",
            "http://lorempixel.com",
            "https://lorempixel.com",
            "http://test.com",
            "https://test.com",
            "http://www.test.com",
            "https://www.test.com",
            "http://yourdomain.com",
            "https://yourdomain.com",
            "https://cloudflare-ipfs.com/ipfs/Qm");

    private PlaceDetectors() {}

    static List<Detector> all() {
        return List.of(
                new Detector(
                        "documentation-ip",
                        4,
                        "The address lies in a range kept for documentation (RFC 5737, RFC 3849).",
                        Set.of(Kind.IP),
                        Probe.NONE,
                        List.of(),
                        "({c} >= '192.0.2.0' AND {c} <<= ANY ('{192.0.2.0/24,198.51.100.0/24,203.0.113.0/24,2001:db8::/32}'::pg_catalog.inet[]))",
                        VALUE),
                new Detector(
                        "documentation-ip",
                        4,
                        "The address lies in a range kept for documentation (RFC 5737, RFC 3849).",
                        Set.of(Kind.IP_TEXT),
                        Probe.START_4,
                        List.of("192.", "198.", "203.", "2001"),
                        "{c} ~* '^(192[.]0[.]2[.]|198[.]51[.]100[.]|203[.]0[.]113[.])[0-9]{1,3}(/32)?$|^2001:0?db8:'",
                        VALUE),
                new Detector(
                        "placeholder-url",
                        3,
                        "The URL leads to this machine, to a domain for examples, or to a maker of placeholders.",
                        Set.of(Kind.URL),
                        Probe.START_16,
                        URLS.stream().map(Probe.START_16::part).distinct().toList(),
                        "{c} ~ '^https?://((localhost|127[.]0[.]0[.]1|(www[.])?example[.](com|net|org)|via[.]placeholder[.]com"
                                + "|placehold[.]co|placekitten[.]com|picsum[.]photos|dummyimage[.]com|loremflickr[.]com"
                                + "|i[.]pravatar[.]cc|robohash[.]org|cdn[.]fakerjs[.]dev|cdn[.]fakercloud[.]com|randomuser[.]me|lorempixel[.]com"
                                + "|(www[.])?test[.]com|yourdomain[.]com)(:[0-9]+)?([/?#]|$)|cloudflare-ipfs[.]com/ipfs/Qm)'",
                        VALUE),
                new Detector(
                        "zero-island",
                        3,
                        "The place is at zero degrees north and zero east, where there is only a buoy.",
                        Set.of(Kind.LATITUDE),
                        Probe.NONE,
                        List.of(),
                        "({c} = 0 AND {o} = 0)",
                        VALUE),
                new Detector(
                        "future-date",
                        3,
                        "The row says that it was written in the future.",
                        Set.of(Kind.CREATED, Kind.UPDATED),
                        Probe.NONE,
                        List.of(),
                        "{c} > {tomorrow}",
                        LOOK),
                new Detector(
                        "epoch-date",
                        2,
                        "The row says that it was written when 1970 or 1900 began: a zero that became a date.",
                        Set.of(Kind.CREATED, Kind.UPDATED),
                        Probe.NONE,
                        List.of(),
                        "({c} < '1970-01-02' AND ({c} > '1969-12-31' OR {c} < '1900-01-03'))",
                        LOOK));
    }
}
