package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.review.ShowReviewHandler;

class RefusalPageTest {

    private final FakeServices services = new FakeServices();

    @Test
    @DisplayName("R20 浏览器打开的链接被拒绝时，看到的是中英文页面，不是代码")
    void shouldTellABrowserInBothLanguagesWhatToDo_R20() {
        ApiResponse page = ask("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers()).containsEntry("content-type", "text/html; charset=utf-8").containsEntry("cache-control", "no-store");
        assertThat(page.body()).contains("<h1>未找到：nosuchapplicationatall4；请核对后重试</h1>",
                "<p lang=\"en\">Not found: nosuchapplicationatall4; ", "href=\"/portal\"").doesNotContain("<script", "NOT_FOUND");
    }

    @Test
    @DisplayName("程序得到的仍是 application/problem+json")
    void shouldTellAProgramByItsCode() {
        assertThat(ask("application/json").headers()).containsEntry("content-type", "application/problem+json; charset=utf-8");
        assertThat(ask("*/*").body()).contains("\"code\":\"NOT_FOUND\"");
    }

    @Test
    @DisplayName("页面上没有未经转义的文字")
    void shouldWriteNothingAsMarkup() {
        assertThat(RefusalPage.of(new Failure(ErrorCode.NOT_FOUND), "<img onerror=x>")).contains("&lt;img onerror=x&gt;")
                .doesNotContain("<img");
    }

    private ApiResponse ask(String accept) {
        return Requests.get("/reviews/{applicationId}").path("applicationId", "nosuchapplicationatall4").asStaff("stranger")
                .header("accept", accept).to(new ShowReviewHandler(services));
    }
}
