/** The materials A1–A15: which are required, their files, and the inspection of each file (R13–R16). */
package org.zhicheng.attachment;
