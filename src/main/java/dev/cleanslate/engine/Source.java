package dev.cleanslate.engine;

import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.SuiteRun;
import dev.cleanslate.session.SuiteRuns;
import java.nio.file.Path;
import java.util.List;

/** Where suites come from. Neither method opens a connection or throws: what is wrong is a step that fails. */
interface Source {

    Source OF_SESSION = new Source() {
        @Override
        public List<SuiteRun> prepare(Invocation invocation) {
            return SuiteRuns.prepare(invocation);
        }

        @Override
        public SuiteRun forFile(Invocation invocation, Path suiteFile) {
            return SuiteRuns.forFile(invocation, suiteFile);
        }

        @Override
        public SuiteRun forClass(Invocation invocation, Class<?> type, Path suiteFile) {
            return SuiteRuns.forClass(invocation, type);
        }
    };

    /** The suites that the invocation names, or its target. */
    List<SuiteRun> prepare(Invocation invocation);

    SuiteRun forFile(Invocation invocation, Path suiteFile);

    /** {@code suiteFile} is the YAML that the class adds to, or where its source would be. */
    default SuiteRun forClass(Invocation invocation, Class<?> type, Path suiteFile) {
        return forFile(invocation, suiteFile);
    }
}
