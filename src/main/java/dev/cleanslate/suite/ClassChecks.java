package dev.cleanslate.suite;

import dev.cleanslate.api.PostCheck;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Adds the methods that assert to a suite: they have no form in YAML, so they come after its tree is read. */
record ClassChecks(SuiteMethods methods, Faults faults) {

    Suite onTopOf(Suite suite) {
        List<Phase> phases = new ArrayList<>(suite.phases());
        List<Check> checks = new ArrayList<>(suite.checks());
        methods.with(PostCheck.class).forEach(method -> {
            PostCheck annotation = Objects.requireNonNull(method.getAnnotation(PostCheck.class));
            check(method, annotation.name()).ifPresent(check -> {
                if (annotation.phase().isBlank()) {
                    checks.add(check);
                } else {
                    within(annotation.phase(), method, check, phases);
                }
            });
        });
        return suite.doing(phases, checks, withSmoke(suite.sections()));
    }

    private Optional<Check> check(Method method, String name) {
        Place place = methods.place(method);
        return methods.assertion(method).map(kind -> new Check(label(method, name), place, kind));
    }

    private String label(Method method, String given) {
        String name = given.isBlank() ? Sentence.of(method.getName()) : given;
        new Values(faults).label(new ActionNodes(methods.place(method)).text(name), "the name of " + method.getName());
        return name;
    }

    private void within(String name, Method method, Check check, List<Phase> phases) {
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            if (phase.name().equals(name)) {
                List<Check> own = new ArrayList<>(phase.checks());
                own.add(check);
                phases.set(i, phase.doing(phase.action(), own));
                return;
            }
        }
        List<String> names = phases.stream().map(Phase::name).toList();
        methods.wrong(
                method,
                "is asked at the end of phase " + faults.quote(name) + ", but there is none of that name."
                        + Nearest.question(name, names) + " There are: " + Entries.listed(names));
    }

    private Sections withSmoke(Sections sections) {
        List<Smoke> smoke = new ArrayList<>(sections.smoke());
        methods.with(dev.cleanslate.api.Smoke.class).forEach(method -> {
            var annotation = Objects.requireNonNull(method.getAnnotation(dev.cleanslate.api.Smoke.class));
            check(method, annotation.name())
                    .ifPresent(test -> smoke.add(
                            new Smoke(test.name(), test.place(), annotation.rehearse(), new Smoke.Kind.Asserts(test))));
        });
        return new Sections(
                sections.gates(),
                smoke,
                sections.hooks(),
                sections.scan(),
                sections.storage(),
                sections.app(),
                sections.contacts(),
                sections.handOver());
    }
}
