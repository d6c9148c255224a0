package org.zhicheng.ground.rendering;

import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.ground.text.Named;

/**
 * What the applicant and each reviewer should know of a file that is accepted nevertheless (R46).
 *
 * @param page counted from 1; 0 where it is about the file as a whole
 * @param count how many letters or pictures; 0 where nothing is counted
 */
public record Oddity(Kind kind, int page, int count) implements Named {

    /** About the file as a whole. */
    public Oddity(Kind kind) {
        this(kind, 0, 0);
    }

    /** What can be odd. In the texts the first number is the page, the second the count. */
    public enum Kind {
        TURNED_BY_CAMERA("照片已按相机的方向标记转正，请预览确认文字方向正确。",
                "The picture was turned as the camera's orientation mark says. Please look whether it is upright."),
        LOW_RESOLUTION("图片分辨率较低，请确认文字清晰可辨，建议以300 dpi扫描。",
                "The picture has few pixels. Please look whether it can be read; 300 dpi is advised."),
        PRINT_COLOURS("图片为印刷用CMYK颜色，显示时可能有色差。", "The picture has colours for printing (CMYK), which may look different on a screen."),
        MORE_THAN_ONE_PICTURE("文件末尾附有另一幅图片（如手机的增强数据），仅采用第一幅。",
                "The file holds a second picture behind the first. Only the first was taken over."),
        MORE_THAN_ONE_DOCUMENT("文件由多个PDF拼接而成，仅采用此处所示的页面；如有缺页，请“打印为PDF”后重新上传。",
                "Several PDFs are joined in this file. Only the pages shown were taken over; if some are missing, please print to a new PDF."),
        PORTRAIT_CUT("照片已从中间裁剪为25:35（一寸照），请确认头部完整，否则请自行裁剪后重新上传。",
                "The photo was cut to 25 to 35 around its middle. Please look whether the head is whole; else crop it and upload it again."),
        LINKS("文件含有网页链接，未予采用。", "The file contains links to web pages. They were not taken over."),
        SCRIPTS("文件含有脚本或自动执行的动作，未予采用。", "The file contains scripts or automatic actions. They were not taken over."),
        ATTACHMENTS("文件内嵌有附件、音视频或三维内容，未予采用；如属材料内容，请另行上传。",
                "The file holds attachments or media that were not taken over. If they belong to the material, please upload them by themselves."),
        HIDDEN_LAYERS("文件含有隐藏的图层，未予采用。", "The file has hidden layers. They were not taken over."),
        LOST_LETTERS("第%1$d页：文件未嵌入所用字体，有%2$d个字未能显示；请带字体重新“打印为PDF”，或上传扫描件。",
                "Page %1$d: the font is not in the file, and %2$d letters could not be drawn. Please print to PDF again with fonts, or send a scan."),
        LOST_PICTURES("第%1$d页：有%2$d幅图片无法读取；请“打印为PDF”后重新上传，或上传扫描件。",
                "Page %1$d: %2$d pictures could not be read. Please print to a new PDF, or send a scan."),
        LOST_CONTENT("第%1$d页：部分内容已损坏，未能显示；请“打印为PDF”后重新上传，或上传扫描件。",
                "Page %1$d: some of its content is damaged and could not be drawn. Please print to a new PDF, or send a scan."),
        NEARLY_EMPTY("第%1$d页几乎是空白的，请确认。", "Page %1$d is nearly empty. Please look whether it should be."),
        NEARLY_BLACK("第%1$d页几乎全黑，请确认。", "Page %1$d is nearly black. Please look whether it should be.");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    /** As it is stored: the kind, and the page and the count where there are. */
    public String written() {
        return page == 0 ? kind.name() : kind + " " + page + " " + count;
    }

    /** What {@link #written} wrote; nothing where this version does not know the kind. */
    public static Optional<Oddity> read(String written) {
        String[] parts = written.split(" ", -1);
        return Stream.of(Kind.values()).filter(kind -> kind.name().equals(parts[0])).findFirst().map(
                kind -> parts.length < 3 ? new Oddity(kind) : new Oddity(kind, Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }

    @Override
    public String chinese() {
        return kind.chinese.formatted(page, count);
    }

    @Override
    public String english() {
        return kind.english.formatted(page, count);
    }
}
