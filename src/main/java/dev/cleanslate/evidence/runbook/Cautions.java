package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes this page worth less than it looks, said before anything else; or that nothing does. */
final class Cautions {

    private final Desk desk;
    private final Wording words;

    Cautions(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    List<Block> all() {
        List<Block> notices = new ArrayList<>();
        CertificateFile file = desk.matter().rehearsal().orElse(null);
        if (file == null) {
            notices.add(stop("care.none", words.say("care.none.why")));
            notices.add(desk.jar(desk.lines().rehearse()));
        } else if (file instanceof CertificateFile.Unsound unsound) {
            notices.add(stop(
                    "care.unsound",
                    words.say("care.unsound.why", Phrase.code(unsound.file().toString()), unsound.sentence())));
            notices.add(desk.jar(desk.lines().rehearse()));
        } else if (file instanceof CertificateFile.Whole whole) {
            desk.matter().own().ifPresentOrElse(sound -> rehearsed(sound.certificate(), notices), () -> {
                notices.add(stop("care.target", ofAnother(whole)));
                notices.add(desk.jar(desk.lines().rehearse()));
            });
        }
        if (desk.schedule().isDated()
                && desk.schedule()
                        .start()
                        .orElseThrow()
                        .toInstant()
                        .isBefore(desk.matter().drawn())) {
            notices.add(
                    care("care.past", words.say("care.past.why", desk.schedule().startInWords())));
        }
        desk.depot().caution().ifPresent(notices::add);
        desk.schedule().outsideWindow().ifPresent(why -> notices.add(care("care.window", why)));
        return notices;
    }

    private void rehearsed(Certificate certificate, List<Block> notices) {
        List<Phrase> wrong = new ArrayList<>();
        if (!desk.matter().sameSuite()) {
            wrong.add(words.say("care.suite"));
        }
        if (certificate.ofClone() && desk.guarded()) {
            wrong.add(words.say("care.clone"));
        }
        stale(certificate).ifPresent(wrong::add);
        desk.target()
                .timing()
                .maxDuration()
                .filter(most -> desk.measured().map(Measured::locked).orElse(0L) > most.toMillis())
                .ifPresent(most -> wrong.add(words.say("care.long", words.lasting(most))));
        if (!wrong.isEmpty()) {
            notices.add(new Block.Notice(Block.Tone.CARE, words.say("care.rehearsed", when(certificate)), wrong));
            return;
        }
        notices.add(new Block.Notice(
                Block.Tone.GOOD,
                words.say("good.rehearsed", when(certificate)),
                List.of(words.say(
                        "good.what",
                        words.text("on." + certificate.copy().server()),
                        desk.rows(),
                        desk.schedule().inWords(certificate.expiresAt())))));
    }

    private Phrase ofAnother(CertificateFile.Whole whole) {
        return words.say(
                "care.target.why",
                Phrase.code(whole.file().toString()),
                Phrase.code(whole.said().suite()),
                Phrase.code(whole.said().target()));
    }

    private String when(Certificate certificate) {
        return desk.schedule().inWords(certificate.issuedAt());
    }

    /** Whether it will no longer open the reset when that is asked for. */
    private Optional<Phrase> stale(Certificate certificate) {
        if (!desk.guarded()) {
            return Optional.empty();
        }
        Schedule schedule = desk.schedule();
        Instant expires = certificate.expiresAt();
        if (!schedule.isDated()) {
            return desk.matter().drawn().isBefore(expires)
                    ? Optional.empty()
                    : Optional.of(words.say("care.expired", schedule.inWords(expires)));
        }
        Instant start = schedule.start().orElseThrow().toInstant();
        return start.isBefore(expires)
                ? Optional.empty()
                : Optional.of(words.say(
                        "care.expires",
                        schedule.inWords(expires),
                        schedule.inWords(start.minus(desk.target().rehearsal().maxAge()))));
    }

    private Block stop(String head, Phrase why) {
        return new Block.Notice(Block.Tone.STOP, words.say(head), List.of(why));
    }

    private Block care(String head, Phrase why) {
        return new Block.Notice(Block.Tone.CARE, words.say(head), List.of(why));
    }
}
