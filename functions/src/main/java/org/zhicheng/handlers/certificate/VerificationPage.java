package org.zhicheng.handlers.certificate;

import java.util.Locale;

import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Markup;
import org.zhicheng.lambda.HtmlPage;
import org.zhicheng.work.certificate.VerifyCertificate.Status;
import org.zhicheng.work.certificate.VerifyCertificate.Verification;

/** The page behind a certificate's QR code, made for a phone; it needs no script. */
final class VerificationPage {

    private static final String TITLE = "职称证书验证 · Certificate verification";
    private static final String STYLE = """
            body{font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;background:#f3f4f6;color:#111827}
            main{max-width:34rem;margin:0 auto;padding:1rem}
            h1{font-size:1.2rem;margin:.5rem 0 1rem}
            .status{border-radius:.5rem;padding:1rem;font-size:1.4rem;font-weight:700;color:#fff;background:%s}
            .status small{display:block;font-size:.9rem;font-weight:400}
            dl{background:#fff;border-radius:.5rem;padding:.5rem 1rem;margin:1rem 0}
            dt{color:#4b5563;font-size:.85rem;margin-top:.6rem}
            dd{margin:0 0 .6rem;overflow-wrap:anywhere}
            footer{color:#4b5563;font-size:.85rem}
            """;
    private static final String MAIN = """
            <h1>职称电子证书验证<br><small>Verification of an electronic title certificate</small></h1>
            <div class="status" role="status">%s<small>%s</small></div>
            %s
            <footer>姓名按规定隐去部分内容。每次查询都会记录，持证人可以查看。<br>Part of the name is masked. Every query is logged; the holder can see it.</footer>
            """;

    private static final String NO_CERTIFICATE = """
            <p>没有这一验证码的证书。请重新扫描证书上的二维码，或核对网址是否完整；仍查不到的，请向证书上的发证机关核实。<br>There is no certificate of this code. Scan the
            code on the certificate again, or compare the address; if it is still not found, ask the authority named on the certificate.</p>""";

    private VerificationPage() {
    }

    static String of(Verification v) {
        String english = switch (v.status()) {
            case VALID -> "Valid";
            case REVOKED -> "Revoked";
            case REPLACED -> "Replaced by another certificate, and valid no more";
        };
        String facts = line("姓名 Name", v.maskedName()) + line("系列 Series", v.series()) + line("专业 Specialty", v.specialty())
                + line("级别 Level", v.levelName()) + line("取得方式 Kind", v.kindName()) + line("取得日期 Date", v.date().toString())
                + line("证书编号 Certificate number", v.number()) + line("发证机关 Authority", v.issuingAuthority())
                + v.revokedOn().map(day -> line("撤销日期 Revoked on", day.toString())).orElse("")
                + v.replacedBy().map(number -> line("换发后的证书编号 Number of the new certificate", number)).orElse("");
        return page(v.status() == Status.VALID ? "#15803d" : "#b91c1c", v.status().chinese(), english, "<dl>\n" + facts + "</dl>");
    }

    /** Says in both languages why there is nothing to be seen, and what to do. */
    static String of(Failure refusal) {
        return page("#92400e", Markup.escape(refusal.text(Locale.CHINESE)), Markup.escape(refusal.text(Locale.ENGLISH)),
                refusal.code() == ErrorCode.NOT_FOUND ? NO_CERTIFICATE : "");
    }

    private static String page(String colour, String chinese, String english, String facts) {
        return HtmlPage.of(TITLE, STYLE.formatted(colour), MAIN.formatted(chinese, english, facts));
    }

    private static String line(String label, String value) {
        return "<dt>" + Markup.escape(label) + "</dt><dd>" + Markup.escape(value) + "</dd>\n";
    }
}
