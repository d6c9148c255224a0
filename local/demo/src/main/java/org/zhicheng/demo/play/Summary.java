package org.zhicheng.demo.play;

import java.net.URI;

import org.zhicheng.demo.play.Result.Ending;

/** What is told after a play: each person's ending, what went wrong, and where to look. */
final class Summary {

    private final Result result;
    private final URI api;
    private final URI issuer;

    Summary(Result result, URI api, URI issuer) {
        this.result = result;
        this.api = api;
        this.issuer = issuer;
    }

    void print(Journal journal) {
        boolean unfinished = result.failures().isEmpty() && !result.waiting().isEmpty();
        journal.line("");
        journal.line("   " + Journal.padded("样本 Sample", 31) + Journal.padded("姓名 Name", 22) + Journal.padded("应为 Expected", 15)
                + Journal.padded("结果 Actual", 18) + "说明");
        for (Ending ending : result.endings()) {
            journal.line((ending.held() ? " ✓ " : unfinished ? " … " : " ✗ ") + Journal.padded(ending.slug(), 31)
                    + Journal.padded(ending.name(), 22) + Journal.padded(ending.expected(), 15) + Journal.padded(ending.actual(), 18)
                    + ending.detail());
        }
        journal.line("");
        if (!result.waiting().isEmpty()) {
            journal.line("时钟不能拨动，以下步骤须等到当日再演示 The clock cannot be moved; play again when the day has come:");
            result.waiting().forEach(act -> journal.line("   " + act));
        }
        if (!result.failures().isEmpty()) {
            journal.line("与样本不符 Not as the samples say:");
            result.failures().forEach(failure -> journal.line("   ✗ " + failure));
        }
        String outcome = result.held()
                ? "全部符合 All as expected"
                : unfinished ? "演示到当日为止 Played as far as today" : "未全部符合 NOT all as expected";
        long held = result.endings().stream().filter(Ending::held).count();
        journal.line("%s  %d of %d samples, %d of %d steps, %.1f s".formatted(outcome, held, result.endings().size(),
                Math.max(0, result.steps() - result.failures().size()), result.steps(), result.took().toMillis() / 1000.0));
        journal.line("证书与名单 Certificates and lists: " + result.certificates().toAbsolutePath());
        journal.line("接口 API: " + api + "    登录 Sign in: " + issuer);
    }
}
