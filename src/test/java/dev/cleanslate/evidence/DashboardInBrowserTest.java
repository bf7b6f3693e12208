package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Needs;
import dev.cleanslate.session.RunningDashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The admin pages of {@code suites/live-sessions} as somebody sees them who opens them right after the reset. */
class DashboardInBrowserTest {

    private static final List<String> PAGES = List.of("users", "sessions", "payments", "reports");
    private static final String SHOWN =
            "new Promise(done => { const look = () => document.body.dataset.shown ? done(true) : setTimeout(look, 20); look(); })";

    @TempDir
    Path folder;

    @Test
    void showsWhyItIsEmptyWithNothingOnTheConsole() throws Exception {
        Needs.that(Browser.program().isPresent(), "Chromium is needed: the package chromium");
        TestDatabases.Database database = studio();
        Browser browser = Browser.start(folder.resolve("profile"));
        try (RunningDashboard dashboard = RunningDashboard.on(database)) {
            signIn(browser, dashboard);
            for (String page : PAGES) {
                shown(browser, dashboard.url() + "/" + page);

                assertThat(browser.evaluate("document.body.innerText").asString())
                        .contains("No " + page + " yet.", "page 1 of 1");
                assertThat(browser.evaluate("document.querySelectorAll('button:disabled').length")
                                .asInt())
                        .isEqualTo(2);
                assertQuiet(browser.heard());
            }
        } finally {
            browser.end();
        }
    }

    @Test
    void turnsItsPagesWhenThereIsSomethingToShow() throws Exception {
        Needs.that(Browser.program().isPresent(), "Chromium is needed: the package chromium");
        TestDatabases.Database database = studio();
        database.run("INSERT INTO users (email, full_name, country) SELECT g || '@northpost.internal', '<b>' || g, 'IE'"
                + " FROM generate_series(1, 45) g");
        Browser browser = Browser.start(folder.resolve("profile"));
        try (RunningDashboard dashboard = RunningDashboard.on(database)) {
            signIn(browser, dashboard);
            shown(browser, dashboard.url() + "/users");
            browser.evaluate("show(3)");

            assertThat(browser.evaluate("document.querySelectorAll('tr').length")
                            .asInt())
                    .isEqualTo(5);
            assertThat(browser.evaluate("document.body.innerText").asString())
                    .contains("<b>5", "page 3 of 3")
                    .doesNotContain("No users yet.");
            assertQuiet(browser.heard());
        } finally {
            browser.end();
        }
    }

    @Test
    void showsNothingBeforeTheSignInAndNothingAfterTheSignOut() throws Exception {
        Needs.that(Browser.program().isPresent(), "Chromium is needed: the package chromium");
        Browser browser = Browser.start(folder.resolve("profile"));
        try (RunningDashboard dashboard = RunningDashboard.on(studio())) {
            browser.open(dashboard.url() + "/users", 1100, false);
            assertThat(browser.evaluate("document.title").asString()).isEqualTo("Studio: sign in");

            signIn(browser, dashboard);
            shown(browser, dashboard.url() + "/users");
            browser.leave("document.getElementById('sign-out').click()");
            browser.open(dashboard.url() + "/users", 1100, false);

            assertThat(browser.evaluate("document.title").asString()).isEqualTo("Studio: sign in");
        } finally {
            browser.end();
        }
    }

    private static void signIn(Browser browser, RunningDashboard dashboard) throws Exception {
        browser.open(dashboard.url() + "/users", 1100, false);
        browser.evaluate("document.querySelector('[name=email]').value = '" + RunningDashboard.ADMIN
                + "', document.querySelector('[name=password]').value = '" + dashboard.password() + "'");
        browser.leave("document.querySelector('button').click()");
    }

    private static TestDatabases.Database studio() throws IOException {
        return TestDatabases.of(TestDatabases.NEWEST)
                .create(Files.readString(Path.of("suites", "live-sessions", "schema.sql")));
    }

    private static void shown(Browser browser, String url) throws Exception {
        browser.open(url, 1100, false);
        browser.evaluate(SHOWN);
    }

    private static void assertQuiet(List<JsonNode> events) {
        assertThat(events.stream().map(event -> event.path("method").asString("")))
                .doesNotContain("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded");
    }
}
