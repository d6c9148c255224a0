package org.zhicheng.ground.rendering;

import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Messages;
import org.zhicheng.ground.text.Named;

/** Why a file is refused (R15); what the applicant can do stands in {@code rejection/*.properties}. */
public enum RejectionReason implements Named {
    EMPTY,
    TOO_LARGE,
    WRONG_TYPE,
    HEIC,
    OFD,
    PRECEDED,
    PORTRAIT_MUST_BE_PICTURE,
    TRUNCATED,
    UNREADABLE,
    HIDDEN_CONTENT,
    ENCRYPTED,
    UNKNOWN_COMPRESSION,
    DYNAMIC_FORM,
    EXTERNAL_REFERENCE,
    NO_PAGES,
    TOO_MANY_PAGES,
    TOO_COMPLEX,
    TOO_MANY_PIXELS,
    NOT_RENDERED,
    PORTRAIT_TOO_SMALL,
    PORTRAIT_RATIO;

    private static final Messages TEXTS = Messages.in("rejection");

    @Override
    public String chinese() {
        return TEXTS.text(Language.ZH, name());
    }

    @Override
    public String english() {
        return TEXTS.text(Language.EN, name());
    }
}
