package dev.cleanslate.cli;

import dev.cleanslate.session.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ToolVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"cleanslate " + Version.current() + " (Java " + Runtime.version() + ")"};
    }
}
