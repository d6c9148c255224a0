package org.zhicheng.ground.inspection;

/** Why a file is refused, and what the applicant can do (R15). */
public enum RejectionReason {
    EMPTY("文件是空的，请重新选择文件上传。", "The file is empty. Please choose the file again."),
    TOO_LARGE("文件超过10 MB，请降低扫描分辨率（300 dpi即可）或分成几个文件后重新上传。",
            "The file is larger than 10 MB. Please scan at 300 dpi, or split it, and upload again."),
    WRONG_TYPE("文件内容不是PDF、JPEG或PNG（与文件名无关），请另存为其中一种格式后重新上传。",
            "The content is not PDF, JPEG or PNG, whatever its name. Please save it as one of these and upload again."),
    PORTRAIT_MUST_BE_PICTURE("证件照须为JPEG或PNG图片，请上传照片原文件。", "The portrait must be a JPEG or PNG picture. Please upload the photo itself."),
    TRUNCATED("文件不完整，可能在传输中被截断，请打开检查后重新上传。", "The file is incomplete. Please open it to check, and upload it again."),
    UNREADABLE("文件已损坏或格式不规范，无法读取，请重新扫描或重新导出后上传。", "The file is damaged or not well formed. Please scan or export it again."),
    HIDDEN_CONTENT("文件中附带了其他格式的内容，请重新扫描或另存为新文件后上传。",
            "The file carries content of another kind. Please scan it again, or save it as a new file."),
    ENCRYPTED("PDF已加密或设有权限密码，请取消密码保护，或“打印为PDF”后重新上传。",
            "The PDF is encrypted. Please remove its password, or print it to a new PDF, and upload again."),
    SCRIPTED("PDF含有脚本或自动执行的动作，请“打印为PDF”后重新上传。",
            "The PDF contains scripts or automatic actions. Please print it to a new PDF and upload again."),
    EMBEDDED_CONTENT("PDF内嵌有附件、音视频或三维内容，请“打印为PDF”后重新上传。",
            "The PDF contains attached files or media. Please print it to a new PDF and upload again."),
    DYNAMIC_FORM("PDF是动态表单（XFA），请“打印为PDF”后重新上传。", "The PDF is a dynamic form (XFA). Please print it to a new PDF and upload again."),
    EXTERNAL_REFERENCE("PDF引用了外部文件，请“打印为PDF”后重新上传。", "The PDF refers to other files. Please print it to a new PDF and upload again."),
    NO_PAGES("PDF没有页面，请检查后重新上传。", "The PDF has no pages. Please check it and upload again."),
    TOO_MANY_PAGES("PDF超过100页，请只保留本项材料的页面。", "The PDF has more than 100 pages. Please keep only those of this material."),
    TOO_COMPLEX("文件展开后的内容过大或过于复杂，请重新扫描或“打印为PDF”后上传。",
            "The file becomes too big or too complex when opened. Please scan it again or print it to a new PDF."),
    TOO_MANY_PIXELS("图片像素过多（超过6000万），请以300 dpi重新扫描。", "The picture has more than 60 million pixels. Please scan it at 300 dpi."),
    PORTRAIT_TOO_SMALL("证件照像素不足，至少需要295×413像素，请上传更清晰的照片。",
            "The portrait has too few pixels: at least 295 × 413. Please upload a larger one."),
    PORTRAIT_RATIO("证件照宽高比应为25:35（一寸照），请裁剪后重新上传，勿横放。",
            "The portrait must be 25 to 35 (one inch), upright. Please crop it and upload again.");

    private final String zh;
    private final String en;

    RejectionReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
