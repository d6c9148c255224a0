package org.zhicheng.dossier.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhicheng.Dossier;

class ShownContentTest {

    private static final Application FULL = full();

    private static Application full() {
        Dossier dossier = new Dossier().allFiles();
        dossier.notApplicable.put("A11", "样本理由");
        return dossier.application();
    }

    static Stream<RecordComponent> sections() {
        return Arrays.stream(Form.class.getRecordComponents());
    }

    @ParameterizedTest
    @MethodSource("sections")
    @DisplayName("R49 申报表任何一部分变更，审核人所见即为新的版本")
    void shouldCountAChangeOfAnySectionAsNewContent(RecordComponent section) throws ReflectiveOperationException {
        Application after = FULL.edit().form(without(FULL.form(), section)).done();

        assertThat(after.form()).as("the dossier has a " + section.getName()).isNotEqualTo(FULL.form());
        assertThat(after.content().version()).isGreaterThan(FULL.content().version());
    }

    private static Form without(Form form, RecordComponent emptied) throws ReflectiveOperationException {
        RecordComponent[] sections = Form.class.getRecordComponents();
        Class<?>[] types = new Class<?>[sections.length];
        Object[] values = new Object[sections.length];
        for (int i = 0; i < sections.length; i++) {
            types[i] = sections[i].getType();
            values[i] = sections[i].getName().equals(emptied.getName()) ? null : sections[i].getAccessor().invoke(form);
        }
        return Form.class.getDeclaredConstructor(types).newInstance(values);
    }
}
