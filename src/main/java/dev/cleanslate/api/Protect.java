package dev.cleanslate.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tables of a suite class that must come out of the reset identical. */
@Documented
@Repeatable(Protect.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Protect {

    String[] value();

    /** An empty protected table is a fault unless this says otherwise. */
    boolean allowEmpty() default false;

    Fingerprint fingerprint() default Fingerprint.FULL;

    /** How the tables' content is compared. */
    enum Fingerprint {
        FULL,
        SAMPLED,
        OFF
    }

    /** Several of them on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Protect[] value();
    }
}
