package org.zhicheng.lambda;

/** A page by itself, for whoever follows a link: made for a phone, without a script, and in no search engine. */
public final class HtmlPage {

    private HtmlPage() {
    }

    /** @param style lines of CSS; @param main lines of HTML, in which what somebody wrote is escaped */
    public static String of(String title, String style, String main) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(title, style, main);
    }
}
