package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/** A method that takes a {@link Database} and tries it out after the commit. What it does is always rolled back. */
@Documented
@Testable
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Smoke {

    /** The test's name; empty means the words of the method's name. */
    String name() default "";

    /** Whether a rehearsal runs it too, on the copy. */
    boolean rehearse() default false;
}
