package dev.cleanslate.evidence.runbook;

import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every line of the runbook that is there to be pasted, for this target and suite. */
final class Lines {

    private static final List<String> PROFILES = List.of("demo", "staging", "prod");
    private static final String STAMP = "[0-9]{8}T[0-9]{6}Z(-[0-9]+)?$";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Matter matter;
    private final Target target;
    private final Optional<Measured> measured;
    private final Roles roles;

    Lines(Matter matter, Optional<Measured> measured, Roles roles) {
        this.matter = matter;
        this.target = matter.target();
        this.measured = measured;
        this.roles = roles;
    }

    private static Shell bare(String command) {
        return Shell.of("java", "-jar", "target/cleanslate.jar", command);
    }

    private Shell jar(String command) {
        Shell shell = bare(command).option("--target", target.name());
        Matter.Ground ground = matter.ground();
        ground.suiteWord().ifPresent(word -> shell.option("--suite", word));
        suites(shell);
        if (!ground.classPath().isEmpty()) {
            shell.option(
                    "--classpath",
                    ground.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        reports(shell);
        return shell;
    }

    private Shell suites(Shell shell) {
        Path suites = matter.ground().suites();
        return suites.equals(Matter.Ground.USUAL_SUITES) ? shell : shell.option("--suites", suites.toString());
    }

    private Shell reports(Shell shell) {
        Path reports = matter.ground().reports();
        return reports.equals(Matter.Ground.USUAL_REPORTS) ? shell : shell.option("--reports", reports.toString());
    }

    /** Maven finds targets and suites in their usual place only. */
    boolean hasMaven() {
        return matter.ground().suites().equals(Matter.Ground.USUAL_SUITES);
    }

    private Shell maven(String... profiles) {
        Shell shell = Shell.of("mvn", "verify");
        if (PROFILES.contains(target.name())) {
            shell.with("-Ptarget=" + target.name());
        } else {
            shell.property("target", target.name());
        }
        shell.with(profiles);
        matter.ground().suiteWord().ifPresent(word -> shell.property("suite", word));
        if (!matter.ground().reports().equals(Matter.Ground.USUAL_REPORTS)) {
            shell.property("reports", matter.ground().reports().toString());
        }
        return shell;
    }

    /** What the target is confirmed as; the name of its database is known once it was rehearsed. */
    Optional<String> confirmed() {
        return target.confirmAs()
                .or(() -> measured.map(m -> m.certificate().database().name()));
    }

    private Shell confirmed(Shell shell, String option) {
        return confirmed().map(name -> shell.option(option, name)).orElseGet(() -> shell.variable(option, "DATABASE"));
    }

    /** Variables of the environment that the target's address is made of. */
    List<String> variables() {
        return target.where() instanceof Where.Url url
                ? VARIABLE.matcher(url.template().name())
                        .results()
                        .map(MatchResult::group)
                        .map(word -> word.substring(2, word.length() - 1))
                        .distinct()
                        .toList()
                : List.of();
    }

    String isSet(String variable) {
        return "printenv " + variable + " > /dev/null && echo " + variable + " is set || echo " + variable
                + " is MISSING";
    }

    /** Asks at the terminal, in any shell; one line, since pasted lines after it would be the answer. */
    static String ask(String question, String variable) {
        return "printf %s " + Shell.word(question + " ") + "; read -r " + variable;
    }

    String doctor() {
        return jar("doctor").line();
    }

    String mark() {
        return confirmed(jar("doctor").with("--mark"), "--execute").line();
    }

    String rehearse() {
        return jar("rehearse").line();
    }

    String rehearseMaven() {
        return maven().line();
    }

    String runbook(Optional<String> at) {
        Shell shell = jar("runbook");
        at.ifPresent(moment -> shell.option("--at", moment));
        return shell.line();
    }

    String plan() {
        return jar("plan").line();
    }

    String planMaven() {
        return maven("-Pplan").line();
    }

    private String inRuns(String file) {
        return Shell.word(matter.ground().folder().toString()) + "/*Z-*/" + file;
    }

    /** By the record: scans, plans and hand-offs lie there too, and leave certificates of their own. */
    private static String recorded(String command) {
        return "'\"command\": \"" + command + "\"'";
    }

    /** {@code file} is the certificate that will do; without one it is that of the newest rehearsal that left one. */
    String certificate(Optional<String> file) {
        return file.map(path -> "CERTIFICATE=" + Shell.word(path))
                .orElseGet(() -> "CERTIFICATE=$(for f in " + inRuns("certificate.json") + "; do grep -q "
                        + recorded("rehearse") + " -- \"${f%/*}/run.json\" && echo \"$f\"; done | tail -n 1);"
                        + " echo \"$CERTIFICATE\"");
    }

    String verifyRehearsal() {
        return bare("verify").with("\"$(dirname \"$CERTIFICATE\")\"").line();
    }

    String signOff(String role) {
        return suites(bare("sign-off").option("--role", role).option("--target", target.name()))
                .variable("--certificate", "CERTIFICATE")
                .variable("--name", "WHO")
                .line();
    }

    String reset() {
        return confirmed(jar("reset"), "--execute").line();
    }

    /** With everything that a terminal would ask for. */
    String resetMaven() {
        Shell shell = maven();
        confirmed()
                .ifPresentOrElse(
                        name -> shell.property("reset.execute", name),
                        () -> shell.with("-Dreset.execute=\"$DATABASE\""));
        if (target.guarded()) {
            shell.with("-Dreset.rows=" + rows());
        }
        List<Roles.Asked> asked = roles.asked();
        if (!asked.isEmpty()) {
            StringBuilder answers = new StringBuilder("-Dreset.answer=");
            for (int i = 0; i < asked.size(); i++) {
                answers.append(Shell.word((i == 0 ? "" : ";") + asked.get(i).key() + "=yes:"))
                        .append("\"$")
                        .append(answer(i))
                        .append('"');
            }
            shell.with(answers.toString());
        }
        return shell.line();
    }

    private String rows() {
        return measured.map(m -> Long.toString(m.certificate().rowsThatGo())).orElse("\"$ROWS\"");
    }

    static String answer(int index) {
        return "ANSWER_" + (index + 1);
    }

    String run() {
        return "RUN=$(grep -l " + recorded("reset") + " -- " + inRuns("run.json")
                + " | tail -n 1); RUN=${RUN%/*}; echo \"$RUN\"";
    }

    String verifyRun() {
        return bare("verify").with("\"$RUN\"").line();
    }

    String storage() {
        return jar("storage").line();
    }

    String scan() {
        return jar("scan").line();
    }

    String scanMaven() {
        return maven("-Pscan").line();
    }

    String certify() {
        return jar("certify").line();
    }

    String certifyMaven() {
        return maven("-Pcertify").line();
    }

    String goLive() {
        return confirmed(jar("certify").with("--go-live"), "--execute").line();
    }

    String history() {
        Shell shell = bare("history").option("--target", target.name());
        return reports(shell.option("--limit", "5")).line();
    }

    String tripwire() {
        return jar("tripwire").line();
    }

    String tripwireArm() {
        return confirmed(jar("tripwire"), "--execute").line();
    }

    String tripwireStatus() {
        return jar("tripwire").with("--status").line();
    }

    String note(String text) {
        return bare("note")
                .with("\"$RUN\"", Shell.word(text))
                .variable("--by", "WHO")
                .line();
    }

    String decision(String text, String decision) {
        return bare("note")
                .with("\"$RUN\"", Shell.word(text))
                .variable("--by", "WHO")
                .with("--decision", decision)
                .line();
    }

    /**
     * Where the way back is, as the target says. Other databases may have theirs in the same folder, and one that is still
     * being taken has another ending.
     */
    String backup() {
        Optional<String> given = target.backup().file();
        if (given.isPresent()) {
            return "BACKUP=" + Shell.word(given.get());
        }
        Path runs = matter.ground().folder();
        String folder = target.backup().folder().orElseGet(() -> String.valueOf(runs.resolveSibling("backups")));
        // As the folder of a backup spells the name of its database.
        Optional<String> database =
                measured.map(m -> m.certificate().database().name().replaceAll("[^A-Za-z0-9_-]", "_"));
        String found = database.map(name -> "ls -d " + Shell.word(folder) + "/" + name + "-*Z* | grep -E '/" + name
                        + "-" + STAMP + "' | tail -n 1")
                .orElseGet(() -> "ls -dt " + Shell.word(folder) + "/*-*Z* | grep -E -- '-" + STAMP + "' | head -n 1");
        return "BACKUP=$(" + found + "); echo \"$BACKUP\"";
    }

    String restoreLook() {
        return jar("restore").variable("--backup", "BACKUP").line();
    }

    String restore() {
        return confirmed(jar("restore").variable("--backup", "BACKUP"), "--execute")
                .line();
    }
}
