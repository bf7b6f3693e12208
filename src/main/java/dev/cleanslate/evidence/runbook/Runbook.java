package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.report.Language;
import java.util.ArrayList;
import java.util.List;

/** The door of this room: a runbook in both forms, of the same words. */
public final class Runbook {

    public static final String MARKDOWN = "runbook.md";
    public static final String HTML = "runbook.html";

    private final Wording words;
    private final String title;
    private final String subtitle;
    private final List<Chapter> chapters;
    private final Phrase source;

    private Runbook(Desk desk) {
        words = desk.words();
        title = words.text("title", desk.suite().name(), desk.target().name());
        subtitle = words.text("maker");
        List<Move> moves = new ArrayList<>();
        moves.addAll(new Before(desk).moves());
        moves.addAll(new During(desk).moves());
        moves.addAll(new After(desk).moves());
        chapters = List.of(
                new QuickReference(desk).chapter(moves),
                new ExecutivePage(desk).chapter(),
                new Guide(desk).chapter(moves),
                new StopConditions(desk).chapter(),
                new WayBack(desk).chapter(),
                new RoleIndex(desk).chapter(moves));
        source = source(desk);
    }

    public static Runbook of(Matter matter, Language language) {
        return new Runbook(Desk.of(matter, language));
    }

    private static Phrase source(Desk desk) {
        Matter matter = desk.matter();
        Phrase from = matter.own()
                .map(sound -> {
                    Certificate certificate = sound.certificate();
                    return desk.words()
                            .say(
                                    "source.rehearsal",
                                    Phrase.code(certificate.run()),
                                    sound.signer().id());
                })
                .orElseGet(() -> desk.words().say("source.nothing"));
        return desk.words()
                .say(
                        "source",
                        desk.schedule().inWords(matter.drawn().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
                        matter.tool())
                .and(" ")
                .and(from);
    }

    public String markdown() {
        return MarkdownForm.of(title, subtitle, chapters, source);
    }

    public String html() {
        return new HtmlForm(words).of(title, subtitle, chapters, source);
    }
}
