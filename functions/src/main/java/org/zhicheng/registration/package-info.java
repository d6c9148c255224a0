/** Registration of applicants: one ID number registers once, is kept encrypted and found by a keyed hash (R33). */
package org.zhicheng.registration;
