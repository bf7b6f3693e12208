package dev.cleanslate.postgres;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test class its databases go. Thousands of them, each of three hundred files, would fill the disk of a small
 * machine, and whoever ends the run would wait for their deletion. Registered for every class under META-INF/services.
 */
public final class DroppedDatabases implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        // A nested class shares the databases of the one around it.
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            TestDatabases.dropAll();
        }
    }
}
