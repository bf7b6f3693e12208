package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * A method that takes a {@link Database} and asserts, inside the transaction and before its commit. It can look and
 * not touch: it runs behind a read-only savepoint that is rolled back.
 */
@Documented
@Testable
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PostCheck {

    /** The check's name; empty means the words of the method's name. */
    String name() default "";

    /** The phase, in YAML or Java, that it is asked at the end of; empty means after all of them. */
    String phase() default "";
}
