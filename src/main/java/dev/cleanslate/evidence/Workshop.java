package dev.cleanslate.evidence;

import java.util.Map;
import java.util.Optional;

/**
 * Where the run was started: the job of a CI system, as its environment says, or somebody's machine. {@code source} is the
 * address before the path of a file of the repository.
 */
record Workshop(String name, String type, String build, Optional<String> url, Optional<String> source) {

    static final Workshop NONE = new Workshop("Cleanslate", "cleanslate", "", Optional.empty(), Optional.empty());

    static Workshop of(Map<String, String> environment) {
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            Optional<String> repository = address(environment, "GITHUB_SERVER_URL")
                    .flatMap(server -> said(environment, "GITHUB_REPOSITORY").map(name -> server + "/" + name));
            return new Workshop(
                    "GitHub Actions",
                    "github",
                    said(environment, "GITHUB_RUN_NUMBER").orElse(""),
                    repository.flatMap(at -> said(environment, "GITHUB_RUN_ID").map(id -> at + "/actions/runs/" + id)),
                    repository.flatMap(at -> said(environment, "GITHUB_SHA").map(sha -> at + "/blob/" + sha + "/")));
        }
        if ("true".equals(environment.get("GITLAB_CI"))) {
            return new Workshop(
                    "GitLab CI",
                    "gitlab",
                    said(environment, "CI_PIPELINE_IID").orElse(""),
                    address(environment, "CI_JOB_URL"),
                    address(environment, "CI_PROJECT_URL")
                            .flatMap(at -> said(environment, "CI_COMMIT_SHA").map(sha -> at + "/-/blob/" + sha + "/")));
        }
        return address(environment, "BUILD_URL")
                .map(url -> new Workshop(
                        "Jenkins",
                        "jenkins",
                        said(environment, "BUILD_NUMBER").orElse(""),
                        Optional.of(url),
                        Optional.empty()))
                .orElse(NONE);
    }

    private static Optional<String> said(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> value.matches("[A-Za-z0-9._/-]{1,200}"));
    }

    private static Optional<String> address(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> value.matches("https?://[A-Za-z0-9._:/%-]{1,500}"));
    }
}
