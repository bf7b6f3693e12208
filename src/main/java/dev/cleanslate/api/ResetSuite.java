package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Marks a class as a suite: a whole one by its {@link #name}, or one on top of the YAML {@link #file} that it names.
 * What it says is added to what the file says; the file's own words are never replaced.
 */
@Documented
@Testable
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ResetSuite {

    /** The name of a suite that is written in Java alone. Its scripts lie in the folder {@code suites/<name>}. */
    String name() default "";

    /** The suite's YAML: beside the class in the suites folder, in the working directory, or a name below it. */
    String file() default "";

    /** The target to run against; empty means the configuration parameter {@code cleanslate.target}. */
    String target() default "";

    String about() default "";

    /** The schemas the suite is about; none means every schema that is not the system's. */
    String[] schemas() default {};

    /** Tables that are not the suite's business. */
    String[] ignore() default {};

    /** Triggers that are off during the reset. */
    String[] disableTriggers() default {};

    Restart restartSequences() default Restart.AS_THE_FILE_SAYS;

    Leftover unclassified() default Leftover.AS_THE_FILE_SAYS;

    /** Which sequences start again; where nothing says, those of the wiped tables. */
    enum Restart {
        AS_THE_FILE_SAYS,
        WIPED,
        NONE,
        ALL
    }

    /** What becomes of a table without a fate; where nothing says, the plan is refused. */
    enum Leftover {
        AS_THE_FILE_SAYS,
        REFUSE,
        WARN
    }
}
