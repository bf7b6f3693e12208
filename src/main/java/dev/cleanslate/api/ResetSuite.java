package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class as the anchor of a suite, so that an IDE or a build can name a class to run it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ResetSuite {

    /** The suite's file, relative to the working directory, or its name below {@code suites/}. */
    String file();

    /** The target to run against; empty means the configuration parameter {@code cleanslate.target}. */
    String target() default "";
}
