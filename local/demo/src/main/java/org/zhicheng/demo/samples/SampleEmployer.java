package org.zhicheng.local.samples;

import org.zhicheng.local.samples.Dossier.Origin;

/** An invented enterprise; {@code district} is where it applies. */
public record SampleEmployer(String uscc, String name, String district, Origin origin) {
}
