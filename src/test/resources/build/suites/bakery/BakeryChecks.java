package bakery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.api.Database;
import dev.cleanslate.api.PostCheck;
import dev.cleanslate.api.ResetSuite;

@ResetSuite(file = "suite.yaml")
class BakeryChecks {
    @PostCheck
    void everyOrderIsGone(Database db) {
        assertThat(db.table("orders")).isEmpty();
    }
}
