package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import java.util.ArrayList;
import java.util.List;

/** The arguments of every program that a suite starts: a script of its own among them is a file that the suite names. */
final class ProgramFiles {

    private final List<Started> started = new ArrayList<>();

    private ProgramFiles() {}

    record Started(List<String> arguments, Place place) {}

    static List<Started> of(List<Phase> phases, Sections sections) {
        ProgramFiles files = new ProgramFiles();
        for (Phase phase : phases) {
            if (phase.action() instanceof Action.Command command) {
                files.add(command.arguments(), phase.place());
            }
        }
        sections.gates().forEach(gate -> files.gate(gate.kind(), gate.place()));
        for (Smoke smoke : sections.smoke()) {
            if (smoke.kind() instanceof Smoke.Kind.Command command) {
                files.add(command.check().arguments(), smoke.place());
            }
        }
        for (Hook hook : sections.hooks()) {
            if (hook.kind() instanceof Hook.Kind.Run run) {
                files.add(run.arguments(), hook.place());
            }
        }
        sections.app().ifPresent(app -> files.add(app.run(), app.place()));
        return files.started;
    }

    private void gate(Gate.Kind kind, Place place) {
        if (kind instanceof Gate.Kind.Command command) {
            add(command.check().arguments(), place);
        } else if (kind instanceof Gate.Kind.Any any) {
            any.ways().forEach(way -> gate(way, place));
        }
    }

    private void add(List<String> arguments, Place place) {
        started.add(new Started(arguments, place));
    }
}
