package org.zhicheng.stack.services;

/** The frame of the embedded stack's own pages, and the escaping that everything shown goes through. */
final class Html {

    private static final String STYLE = """
            *{box-sizing:border-box}body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;background:#f4f5f7;color:#1b2330}
            main{max-width:46rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1rem;margin:1.5rem 0 .5rem;color:#47536b}
            a{color:#0b57a4}ul{list-style:none;margin:0;padding:0}.note{color:#5b6577;font-size:.9rem}
            li>a,li>button{display:block;width:100%;text-align:left;background:#fff;border:1px solid #d9dee7;border-radius:.5rem;padding:.7rem .9rem;
            margin:.4rem 0;color:inherit;text-decoration:none;font:inherit;cursor:pointer}
            li>a:hover,li>button:hover,li>a:focus,li>button:focus{border-color:#0b57a4;outline:2px solid #0b57a433}
            li strong,li span{display:block;overflow-wrap:anywhere}li span{color:#5b6577;font-size:.9rem}
            dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem .8rem;margin:0}dt{color:#5b6577}dd{margin:0;overflow-wrap:anywhere}
            article{background:#fff;border:1px solid #d9dee7;border-radius:.5rem;padding:1rem;margin-top:1rem}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}iframe{width:100%;height:24rem;border:0}
            """;

    private Html() {
    }

    /** @param body markup, escaped already; the title is escaped here */
    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%1$s</title><style>%2$s</style></head><body><main><h1>%1$s</h1>
                %3$s
                </main></body></html>
                """.formatted(escape(title), STYLE, body);
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
