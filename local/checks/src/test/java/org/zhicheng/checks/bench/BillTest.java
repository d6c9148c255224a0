package org.zhicheng.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BillTest {

    @Test
    void shouldMultiplyCountsByPricesAndSumWhatCameSinceTheLastSum() {
        Bill bill = new Bill("an application");
        bill.add("workflow", "24 transitions", Prices.TRANSITION, 24);
        double workflow = bill.sum("workflow", "goal 0.0010");
        bill.add("mails", "6", Prices.MAIL, 6);
        double mails = bill.sum("mails", "");

        assertThat(workflow).isCloseTo(0.0006, within(1e-9));
        assertThat(mails).isCloseTo(0.0006, within(1e-9));
        assertThat(bill.together("together")).isCloseTo(0.0012, within(1e-9));
        assertThat(bill.toString()).contains("| workflow | 24 transitions | 0.025/1,000 | 0.00060 |",
                "| **together** |  |  | **0.00120** |");
    }

    @Test
    void shouldSayOfEachPriceWhereItIsPublished() {
        assertThat(Prices.values()).isNotEmpty();
        for (Prices price : Prices.values()) {
            assertThat(price.page()).as(price.what()).matches("https://aws\\.amazon\\.com/[a-z0-9-]+/pricing/([a-z-]+/)?");
        }
    }
}
