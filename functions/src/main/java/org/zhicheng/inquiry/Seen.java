package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R49;

import java.util.HashMap;
import java.util.Map;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.rules.correction.Mendables;

/** One decides on what one saw: every command of a tier names the version of the content that was shown (R49). */
@Rule(R49)
public final class Seen {

    private static final Map<String, Named> NAMES = names();

    private Seen() {
    }

    /**
     * Refuses a command that names no version, before anything else is looked at.
     *
     * @throws Failure {@code MISSING_FIELD}
     */
    public static void require(Integer contentVersion) {
        if (contentVersion == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "contentVersion");
        }
    }

    /** @throws Failure {@code CONTENT_CHANGED} with each item that changed since */
    public static void check(Application application, int contentVersion) {
        application.content().requireSeen(contentVersion, ErrorCode.CONTENT_CHANGED, NAMES);
    }

    private static Map<String, Named> names() {
        Map<String, Named> names = new HashMap<>(Mendables.labels());
        names.put("name", new Text("姓名、身份证号", "Name and ID number"));
        names.put("publicNotice", new Text("推荐单位公示登记", "The record of the public notice"));
        names.put("receivedMaterials", new Text("已接收的原件", "The originals received"));
        return Map.copyOf(names);
    }
}
