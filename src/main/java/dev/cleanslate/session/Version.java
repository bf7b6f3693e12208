package dev.cleanslate.session;

import java.util.Optional;

/** The version of this tool, from the jar's manifest; a build that runs from classes has none. */
final class Version {

    private Version() {}

    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
