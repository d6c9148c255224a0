package org.zhicheng.work.materials;

import java.util.List;
import java.util.Locale;

import org.zhicheng.dossier.application.Attachment.Rejection;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;

/** A file was inspected and refused (R15); the violation says what to do. */
public final class FileRejected extends Failure {

    private final transient Rejection rejection;
    private final String fileName;

    public FileRejected(String fileName, Rejection rejection, Material material) {
        super(ErrorCode.FILE_REJECTED,
                List.of(new Violation("R15", rejection.code(), material.name(), rejection.chinese(), rejection.english())));
        this.rejection = rejection;
        this.fileName = fileName;
    }

    @Override
    public String text(Locale locale) {
        return code().text(locale, fileName, locale.getLanguage().equals("en") ? rejection.english() : rejection.chinese());
    }
}
