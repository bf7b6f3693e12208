package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.run.RunEvent;

/** From what a reset was told of its rehearsal to that part of the record. */
final class RecordedRehearsal {

    private RecordedRehearsal() {}

    static Rehearsal of(RunEvent.Rehearsed event) {
        return new Rehearsal(
                event.run(),
                event.certificate(),
                event.signer(),
                event.issuedAt().toString(),
                event.expiresAt().toString(),
                event.server(),
                event.steps().stream()
                        .map(s -> new Rehearsal.StepTime(s.id(), s.millis()))
                        .toList(),
                event.tables().stream()
                        .map(t -> new Rehearsal.TableRows(t.name(), t.before(), t.removed()))
                        .toList(),
                event.signOffs().stream()
                        .map(s -> new Rehearsal.Signed(
                                s.role(), s.name(), s.key(), s.signedAt().toString()))
                        .toList());
    }
}
