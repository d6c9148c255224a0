package org.zhicheng.ground.inspection;

/** What an applicant should look at in a file that is accepted nevertheless. */
public enum InspectionWarning {
    TURNED_BY_CAMERA("照片依靠相机的方向标记显示为正向，请预览确认文字方向正确。",
            "The picture relies on the camera's orientation mark. Please look whether it is upright."),
    LOW_RESOLUTION("图片分辨率较低，请确认文字清晰可辨，建议以300 dpi扫描。",
            "The picture has few pixels. Please look whether it can be read; 300 dpi is advised."),
    PRINT_COLOURS("图片为印刷用CMYK颜色，显示时可能有色差。", "The picture has colours for printing (CMYK), which may look different on a screen."),
    MORE_THAN_ONE_PICTURE("文件末尾附有另一幅图片（如手机的增强数据），审核时只看第一幅。",
            "The file holds a second picture behind the first. Only the first is looked at."),
    LINKS("文件含有网页链接，审核时不会打开。", "The file contains links to web pages. They are not opened.");

    private final String zh;
    private final String en;

    InspectionWarning(String zh, String en) {
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
