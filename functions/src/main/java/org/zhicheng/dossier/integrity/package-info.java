/** Integrity records of fraud, as they are kept: three years to the day (R34). */
package org.zhicheng.dossier.integrity;
