/** Registration of applicants, and what is held about them (R33, R38). */
package org.zhicheng.work.registration;
