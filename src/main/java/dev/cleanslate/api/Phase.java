package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * A method that returns the {@link Action} of one phase. It is called when the suite is read, before any database is
 * reached, so it takes nothing and gives the same action each time.
 */
@Documented
@Testable
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Phase {

    /** Phases run from the lowest to the highest. The phases of a YAML file come after those below zero, before the rest. */
    int order();

    /** The phase's name; empty means the words of the method's name. */
    String name() default "";

    /** As in YAML: {@code 500ms}, {@code 10s}, {@code 5m}. */
    String timeout() default "";

    /** As in YAML: {@code 500ms}, {@code 10s}, {@code 5m}. */
    String lockTimeout() default "";

    boolean pointOfNoReturn() default false;
}
